const barsOf = (plot: Element) => [...plot.querySelectorAll<SVGAElement>('a')];

/** Marks the bars between two, in either direction. */
function show(bars: SVGAElement[], a: number, b: number): void {
  bars.forEach((bar, i) => {
    bar.classList.toggle('brushed', i >= Math.min(a, b) && i <= Math.max(a, b));
  });
}

/** The link that takes all bars from the one to the other: the lower end of the first, the upper end of the last. */
function spanning(bars: SVGAElement[], a: number, b: number): string {
  const first = bars[Math.min(a, b)] as SVGAElement;
  const last = bars[Math.max(a, b)] as SVGAElement;
  const url = new URL(first.dataset.range ?? first.href.baseVal, location.href);
  const end = new URL(last.dataset.range ?? last.href.baseVal, location.href).searchParams;
  const key = `${(first.closest('svg') as SVGSVGElement).dataset.column}__lt`;
  url.searchParams.delete(key);
  const upper = end.get(key);
  if (upper !== null) url.searchParams.append(key, upper);
  return url.href;
}

/** Arrows walk along the bars, with shift they take more of them, Enter follows. */
function onKey(event: KeyboardEvent): void {
  const bar = (event.target as Element).closest<SVGAElement>('.hist a');
  if (!bar) return;
  const bars = barsOf(bar.closest('svg') as SVGSVGElement);
  const at = bars.indexOf(bar);
  const anchor = Number((bar.closest('svg') as SVGSVGElement).dataset.anchor ?? at);
  if (event.key === 'Enter' && anchor !== at) {
    event.preventDefault();
    location.href = spanning(bars, anchor, at);
    return;
  }
  const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: bars.length - 1 }[event.key];
  const next = to === undefined ? undefined : bars[to];
  if (!next || to === undefined) return;
  event.preventDefault();
  const from = event.shiftKey ? anchor : to;
  (bar.closest('svg') as SVGSVGElement).dataset.anchor = String(from);
  for (const each of bars) each.setAttribute('tabindex', each === next ? '0' : '-1');
  show(bars, from, event.shiftKey ? to : Number.NaN);
  next.focus();
}

/** A drag across a histogram takes the bars it crosses; a click is left to the bar's own link. */
export function brushPlots(signal: AbortSignal): void {
  let bars: SVGAElement[] = [];
  let from = -1;
  let to = -1;
  const barAt = (event: PointerEvent) => {
    const under = document.elementFromPoint(event.clientX, event.clientY)?.closest<SVGAElement>('.hist a');
    return under ? bars.indexOf(under) : -1;
  };
  const listen = <K extends keyof DocumentEventMap>(name: K, act: (event: DocumentEventMap[K]) => void) =>
    document.addEventListener(name, act, { signal });
  listen('keydown', onKey);
  listen('pointerdown', (event) => {
    const plot = (event.target as Element).closest('.hist');
    if (!plot || event.button !== 0) return;
    bars = barsOf(plot);
    from = to = barAt(event);
  });
  listen('pointermove', (event) => {
    if (from < 0) return;
    const at = barAt(event);
    if (at >= 0 && at !== to) {
      to = at;
      show(bars, from, to);
    }
  });
  listen('pointerup', () => {
    if (from >= 0 && to !== from) location.href = spanning(bars, from, to);
    from = -1;
  });
  listen('pointercancel', () => {
    if (from >= 0) show(bars, Number.NaN, Number.NaN);
    from = -1;
  });
  // A drag would otherwise carry the link away.
  listen('dragstart', (event) => {
    if ((event.target as Element).closest('.hist')) event.preventDefault();
  });
}
