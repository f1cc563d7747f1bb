import type { Dataset } from '../../db/catalog.ts';

/** What rows of images are, whatever the dataset. */
export function Meaning({ dataset }: { dataset: Dataset }) {
  return (
    <div className="prose">
      {dataset.about && <p>{dataset.about}</p>}
      {dataset.invented && (
        <p>
          All of it is invented: a program drew its rows by chance to try the explorer. Nothing in it says anything
          about a real person, site or picture.
        </p>
      )}
      <p>
        A row is the address of a picture that was found on the public web, with the caption that stood beside it: as a
        rule the alternative text, which pages give for those who do not see the picture. The pictures themselves are
        not here; they are shown, if you turn that on, straight from the sites that publish them.
      </p>
    </div>
  );
}

/** What may and may not be concluded from it. */
export function Limits() {
  return (
    <div className="prose">
      <ul>
        <li>
          A name in a caption says that the words were there. It does not say that the person made the picture or is in
          it, and one name may belong to several people.
        </li>
        <li>
          A name that is not found was in no caption <em>here</em>. The work may still be among the pictures, under
          another caption or none.
        </li>
        <li>A site is where a picture lay when it was found; many are shops, albums and copies, not makers.</li>
        <li>A score is what a program predicted people would like. It measures a taste, not a worth.</li>
        <li>What a source did not state is “not recorded” everywhere, and never filled in.</li>
      </ul>
    </div>
  );
}

/** Which part of a model's training records of this kind were. */
export function Training() {
  return (
    <div className="prose">
      <p>
        LAION, a German non-profit, published lists of such records: some 5.85 billion in LAION-5B, of which 2.3 billion
        have an English caption. The first versions of Stable Diffusion, in 2022, were trained on that English part and,
        in their last rounds, on about 600 million pictures of it whose predicted score is 5 or more. The first explorer
        of this kind showed the 12 million of them with a score of 6 or more: about two in a hundred.
      </p>
      <p>
        So what is here is a small part of what the models saw. Shares tell more than counts, and what is missing here
        may have been in the rest.
      </p>
      <p>
        In December 2023 LAION withdrew its lists, because such lists can lead to pictures that nobody should see; the
        explorer of 2022 went with them. A cleaned edition, Re-LAION-5B, followed in August 2024.
      </p>
    </div>
  );
}
