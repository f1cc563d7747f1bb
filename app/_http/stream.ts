/** Characters gathered before they are sent: large enough to be cheap, small enough to keep little in memory. */
const CHUNK = 64 * 1024;

/**
 * A body that is made as fast as it is taken. When the client goes away the iterator is ended; when making it fails
 * the connection is cut, so that a part is never taken for the whole.
 */
export function streamOf(parts: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const iterator = parts[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        let text = '';
        while (text.length < CHUNK) {
          const { done, value } = await iterator.next();
          if (done) {
            if (text !== '') controller.enqueue(encoder.encode(text));
            controller.close();
            return;
          }
          text += value;
        }
        controller.enqueue(encoder.encode(text));
      },
      async cancel() {
        await iterator.return?.();
      },
    },
    { highWaterMark: 1 },
  );
}
