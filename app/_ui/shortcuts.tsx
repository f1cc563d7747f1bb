const KEYS: [string[], string][] = [
  [['/'], 'Go to the search box'],
  [['?'], 'Show or hide this list'],
  [['←', '→'], 'In a plot: the next bar; Enter takes it'],
  [['Shift', '←', '→'], 'In a plot: take several bars; Enter takes them'],
  [['Ctrl', 'Enter'], 'In a statement of SQL: run it'],
  [['Esc'], 'Close what is open'],
];

/** The list of shortcuts; opened by its button in the foot, or by `?`. */
export function Shortcuts() {
  return (
    <div id="shortcuts" className="sheet" popover="auto" role="dialog" aria-label="Keyboard shortcuts">
      <h2>Keyboard</h2>
      <dl className="keys">
        {KEYS.map(([keys, words]) => [
          <dt key={`${words}-keys`}>
            {keys.map((key) => (
              <kbd key={key}>{key}</kbd>
            ))}
          </dt>,
          <dd key={words}>{words}</dd>,
        ])}
      </dl>
      <p className="hint">Everything else is a link, a button or a field: Tab reaches it.</p>
    </div>
  );
}
