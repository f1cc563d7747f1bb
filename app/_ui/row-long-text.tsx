const FOLD = 500;

/** A text by its own direction; one that would push everything else off the page is folded. */
export function LongText({ text }: { text: string }) {
  const letters = text.length > FOLD ? [...text] : [];
  if (letters.length <= FOLD + 100) return <span dir="auto">{text}</span>;
  const space = letters.lastIndexOf(' ', FOLD);
  const at = space > FOLD - 60 ? space : FOLD;
  return (
    <span dir="auto">
      {letters.slice(0, at).join('')}
      <details className="fold">
        <summary>… {(letters.length - at).toLocaleString('en')} letters more</summary>
        {letters.slice(at).join('')}
      </details>
    </span>
  );
}
