import type { TableConfig } from './config.ts';

const COUNTED = 'Images whose caption holds the name as a phrase; what exactly was counted stands in "search".';

const nameTable = (title: string, description: string): TableConfig => ({
  title,
  description,
  labelColumn: 'name',
  sort: '-image_counts',
  search: 'name',
  columns: {
    name: { description: 'The name as its list spells it.' },
    category: { description: 'The category the list gives.' },
    image_counts: { description: COUNTED, unit: 'count' },
    search: { description: 'What to type into the search of images to find the same rows.' },
    note: { description: 'What to know about the count.' },
  },
});

/** The tables of a version (db/schema.ts), as people meet them. */
export const KNOWN_TABLES: Record<string, TableConfig> = {
  images: {
    title: 'Images',
    description: 'One row an image address found on the public web, with the caption that stood beside it.',
    search: 'text',
    facets: ['site_id'],
    sortable: ['id', 'aesthetic'],
    links: { domain_id: 'domain', site_id: 'site' },
    columns: {
      id: { description: 'The row’s place in what was read; never given to another row.', unit: 'identifier' },
      url: { description: 'Where the image was found. The picture stays with the site that publishes it.' },
      text: { description: 'The caption: the alternative text of the image on the page it was found on.' },
      domain_id: { description: 'The host in the address.', unit: 'identifier' },
      site_id: { description: 'The registrable domain of the host.', unit: 'identifier' },
      width: { description: 'Width of the image when it was found.', unit: 'pixels' },
      height: { description: 'Height of the image when it was found.', unit: 'pixels' },
      similarity: {
        description: 'How well caption and image agree: cosine similarity by CLIP, −1 to 1.',
        unit: 'score',
      },
      punsafe: {
        description: 'Probability that the image is unsafe, by LAION’s classifier, 0 to 1.',
        unit: 'probability',
      },
      pwatermark: {
        description: 'Probability that the image has a watermark, by LAION’s classifier, 0 to 1.',
        unit: 'probability',
      },
      aesthetic: { description: 'How pleasing a predictor found the image, about 0 to 10.', unit: 'score' },
      hash: { description: 'LAION’s hash of caption and address, a signed 64-bit integer.', unit: 'identifier' },
      language: { description: 'Language of the caption, as a classifier guessed it.' },
      nsfw: { description: 'LAION’s first safety tag: UNLIKELY, UNSURE or NSFW.' },
      license: { description: 'Licence the page stated for the image.' },
      source: { description: 'The file or release the row was published in.' },
    },
  },
  site: {
    title: 'Sites',
    description:
      'The registrable domains the images came from: artstation.com for cdna.artstation.com and cdnb.artstation.com.',
    labelColumn: 'site',
    sort: '-image_counts',
    search: 'site',
    columns: {
      id: { unit: 'identifier' },
      site: { description: 'Registrable domain, by the Public Suffix List.' },
      image_counts: { description: 'Images from this site.', unit: 'count' },
      domain_counts: { description: 'Hosts of this site.', unit: 'count' },
      mean_aesthetic: { description: 'Mean score of its images that have one.', unit: 'score' },
    },
  },
  domain: {
    title: 'Domains',
    description: 'The hosts the images came from.',
    labelColumn: 'domain',
    sort: '-image_counts',
    search: 'domain',
    links: { site_id: 'site' },
    columns: {
      id: { unit: 'identifier' },
      domain: { description: 'Host in the image’s address.' },
      site_id: { description: 'The registrable domain of the host.', unit: 'identifier' },
      image_counts: { description: 'Images from this host.', unit: 'count' },
      mean_aesthetic: { description: 'Mean score of its images that have one.', unit: 'score' },
      best_aesthetic: { description: 'Best score of its images.', unit: 'score' },
    },
  },
  artists: nameTable('Artists', 'Names of artists, looked for in the captions.'),
  celebrities: nameTable('Celebrities', 'Names of well-known people, looked for in the captions.'),
  characters: nameTable('Characters', 'Names of characters and titles, looked for in the captions.'),
  word: {
    title: 'Words',
    description: 'Every word of the captions.',
    labelColumn: 'word',
    sort: '-image_counts',
    search: 'word',
    columns: { image_counts: { description: 'Captions that hold the word at least once.', unit: 'count' } },
  },
};
