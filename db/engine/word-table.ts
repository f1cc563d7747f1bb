const FIRST_SLOTS = 2 ** 16;

/**
 * Numbers words from 0 in the order they are first met, straight from bytes: no string is made of a word that was met
 * before. Open addressing over the words' hashes (FNV-1a), at most half full.
 */
export class WordTable {
  private slots = new Int32Array(FIRST_SLOTS).fill(-1);
  private hashes = new Int32Array(FIRST_SLOTS / 2);
  private starts = new Int32Array(FIRST_SLOTS / 2 + 1);
  private bytes = Buffer.alloc(2 ** 20);
  count = 0;

  /** The number of the word that the bytes from `from` up to `to` are. `bytes` hold UTF-8, folded already. */
  numberOf(bytes: Uint8Array, from: number, to: number): number {
    const hash = hashOf(bytes, from, to);
    const mask = this.slots.length - 1;
    for (let slot = (hash ^ (hash >>> 15)) & mask; ; slot = (slot + 1) & mask) {
      const known = this.slots[slot] as number;
      if (known === -1) return this.add(slot, hash, bytes, from, to);
      if (this.hashes[known] === hash && this.equals(known, bytes, from, to)) return known;
    }
  }

  /** The same for a word that must have been met before; -1: it was not. */
  find(bytes: Uint8Array, from: number, to: number): number {
    const hash = hashOf(bytes, from, to);
    const mask = this.slots.length - 1;
    for (let slot = (hash ^ (hash >>> 15)) & mask; ; slot = (slot + 1) & mask) {
      const known = this.slots[slot] as number;
      if (known === -1 || (this.hashes[known] === hash && this.equals(known, bytes, from, to))) return known;
    }
  }

  /** The word of this number. */
  word(number: number): string {
    return this.bytes.toString('utf8', this.starts[number], this.starts[number + 1]);
  }

  private equals(known: number, bytes: Uint8Array, from: number, to: number): boolean {
    const start = this.starts[known] as number;
    if ((this.starts[known + 1] as number) - start !== to - from) return false;
    for (let i = from; i < to; i++) if (this.bytes[start + i - from] !== bytes[i]) return false;
    return true;
  }

  private add(slot: number, hash: number, bytes: Uint8Array, from: number, to: number): number {
    const number = this.count++;
    const start = this.starts[number] as number;
    const end = start + to - from;
    if (end > this.bytes.length) this.bytes = Buffer.concat([this.bytes], Math.max(end, this.bytes.length * 2));
    this.bytes.set(bytes.subarray(from, to), start);
    this.hashes[number] = hash;
    this.starts[number + 1] = end;
    this.slots[slot] = number;
    if (this.count * 2 >= this.slots.length) this.grow();
    return number;
  }

  private grow(): void {
    const size = this.slots.length * 2;
    const mask = size - 1;
    this.slots = new Int32Array(size).fill(-1);
    this.hashes = longer(this.hashes, size / 2);
    this.starts = longer(this.starts, size / 2 + 1);
    for (let number = 0; number < this.count; number++) {
      const hash = this.hashes[number] as number;
      let slot = (hash ^ (hash >>> 15)) & mask;
      while (this.slots[slot] !== -1) slot = (slot + 1) & mask;
      this.slots[slot] = number;
    }
  }
}

function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5 | 0;
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193);
  return hash;
}

function longer(values: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(length);
  grown.set(values);
  return grown;
}
