import type { TableConfig } from './config.ts';

const COUNTED = 'Images whose caption holds the name as a phrase; what exactly was counted stands in "search".';

const IMAGES_FIRST: [string, string] = ['most images first', 'fewest images first'];
const PROBABILITY = { from: 0, to: 1, step: 0.025 };
const PIXELS = { from: 0, to: 2000, step: 50 };

const nameTable = (title: string, description: string, nouns: [string, string]): TableConfig => ({
  title,
  description,
  nouns,
  opening: 'Whom the captions name',
  shown: ['name', 'category', 'image_counts', 'note'],
  labelColumn: 'name',
  sort: '-image_counts',
  search: 'name',
  columns: {
    name: { label: 'Name', description: 'The name as its list spells it.' },
    category: { label: 'Category', description: 'The category the list gives.' },
    image_counts: {
      label: 'Images',
      inside: 'number of images',
      description: COUNTED,
      unit: 'count',
      order: IMAGES_FIRST,
    },
    search: { label: 'Search', description: 'What to type into the search of images to find the same rows.' },
    note: { label: 'Note', description: 'What to know about the count.' },
  },
});

/** The tables of a version (db/schema.ts), as people meet them. */
export const KNOWN_TABLES: Record<string, TableConfig> = {
  images: {
    title: 'Images',
    description: 'Each row is an image address found on the public web, with the caption that stood beside it.',
    nouns: ['image', 'images'],
    shown: ['id', 'text', 'site_id', 'width', 'height', 'aesthetic'],
    picture: { address: 'url', caption: 'text', width: 'width', height: 'height', unsafe: 'punsafe' },
    search: 'text',
    facets: ['site_id', 'language', 'nsfw', 'source', 'license'],
    plots: ['aesthetic', 'similarity', 'width', 'height', 'punsafe', 'pwatermark'],
    sortable: ['id', 'aesthetic', 'similarity', 'width', 'height', 'punsafe', 'pwatermark'],
    links: { domain_id: 'domain', site_id: 'site' },
    columns: {
      id: {
        label: 'No.',
        inside: 'number',
        description: 'The row’s place in what was read; never given to another row.',
        unit: 'identifier',
      },
      url: {
        label: 'Address',
        description: 'Where the image was found. The picture stays with the site that publishes it.',
      },
      text: {
        label: 'Caption',
        description: 'The caption: the alternative text of the image on the page it was found on.',
      },
      domain_id: { label: 'Host', description: 'The host in the address.', unit: 'identifier', preposition: 'from' },
      site_id: {
        label: 'Site',
        description: 'The registrable domain of the host.',
        unit: 'identifier',
        preposition: 'from',
      },
      width: {
        label: 'Width',
        description: 'Width of the image when it was found.',
        unit: 'pixels',
        order: ['widest first', 'narrowest first'],
        histogram: PIXELS,
      },
      height: {
        label: 'Height',
        description: 'Height of the image when it was found.',
        unit: 'pixels',
        order: ['tallest first', 'lowest first'],
        histogram: PIXELS,
      },
      similarity: {
        label: 'Similarity',
        description: 'How well caption and image agree: cosine similarity by CLIP, −1 to 1.',
        unit: 'score',
        histogram: { from: 0, to: 0.5, step: 0.0125 },
      },
      punsafe: {
        label: 'Unsafe',
        inside: 'unsafe probability',
        description: 'Probability that the image is unsafe, by LAION’s classifier, 0 to 1.',
        unit: 'probability',
        histogram: PROBABILITY,
      },
      pwatermark: {
        label: 'Watermark',
        inside: 'watermark probability',
        description: 'Probability that the image has a watermark, by LAION’s classifier, 0 to 1.',
        unit: 'probability',
        histogram: PROBABILITY,
      },
      aesthetic: {
        label: 'Score',
        description: 'How pleasing a predictor found the image, about 0 to 10.',
        unit: 'score',
        order: ['best score first', 'lowest score first'],
        histogram: { from: 0, to: 10, step: 0.25 },
      },
      hash: {
        label: 'Hash',
        description: 'LAION’s hash of caption and address, a signed 64-bit integer.',
        unit: 'identifier',
      },
      language: { label: 'Language', description: 'Language of the caption, as a classifier guessed it.' },
      nsfw: { label: 'Safety tag', description: 'LAION’s first safety tag: UNLIKELY, UNSURE or NSFW.' },
      license: { label: 'Licence', description: 'Licence the page stated for the image.' },
      source: { label: 'Source', description: 'The file or release the row was published in.' },
    },
  },
  site: {
    title: 'Sites',
    nouns: ['site', 'sites'],
    opening: 'Where the images come from',
    shown: ['id', 'site', 'image_counts', 'domain_counts', 'mean_aesthetic'],
    description:
      'The registrable domains the images came from: artstation.com for cdna.artstation.com and cdnb.artstation.com.',
    labelColumn: 'site',
    sort: '-image_counts',
    search: 'site',
    columns: {
      id: { label: 'No.', inside: 'number', unit: 'identifier' },
      site: { label: 'Site', inside: 'name', description: 'Registrable domain, by the Public Suffix List.' },
      image_counts: {
        label: 'Images',
        inside: 'number of images',
        description: 'Images from this site.',
        unit: 'count',
        order: IMAGES_FIRST,
      },
      domain_counts: {
        label: 'Hosts',
        inside: 'number of hosts',
        description: 'Hosts of this site.',
        unit: 'count',
        order: ['most hosts first', 'fewest hosts first'],
      },
      mean_aesthetic: {
        label: 'Mean score',
        description: 'Mean score of its images that have one.',
        unit: 'score',
        order: ['best mean score first', 'lowest mean score first'],
      },
    },
  },
  domain: {
    title: 'Domains',
    nouns: ['host', 'hosts'],
    opening: 'Where the images come from',
    description: 'The hosts the images came from.',
    labelColumn: 'domain',
    sort: '-image_counts',
    search: 'domain',
    links: { site_id: 'site' },
    columns: {
      id: { label: 'No.', inside: 'number', unit: 'identifier' },
      domain: { label: 'Host', inside: 'name', description: 'Host in the image’s address.' },
      site_id: {
        label: 'Site',
        description: 'The registrable domain of the host.',
        unit: 'identifier',
        preposition: 'of',
      },
      image_counts: {
        label: 'Images',
        inside: 'number of images',
        description: 'Images from this host.',
        unit: 'count',
        order: IMAGES_FIRST,
      },
      mean_aesthetic: {
        label: 'Mean score',
        description: 'Mean score of its images that have one.',
        unit: 'score',
        order: ['best mean score first', 'lowest mean score first'],
      },
      best_aesthetic: {
        label: 'Best score',
        description: 'Best score of its images.',
        unit: 'score',
        order: ['best score first', 'lowest best score first'],
      },
    },
  },
  artists: nameTable('Artists', 'Names of artists, looked for in the captions.', ['artist', 'artists']),
  celebrities: nameTable('Celebrities', 'Names of well-known people, looked for in the captions.', [
    'celebrity',
    'celebrities',
  ]),
  characters: nameTable('Characters', 'Names of characters and titles, looked for in the captions.', [
    'character',
    'characters',
  ]),
  word: {
    title: 'Words',
    nouns: ['word', 'words'],
    opening: 'What the captions say',
    description: 'Every word of the captions.',
    labelColumn: 'word',
    sort: '-image_counts',
    search: 'word',
    columns: {
      word: { label: 'Word', inside: 'spelling' },
      image_counts: {
        label: 'Images',
        inside: 'number of images',
        description: 'Captions that hold the word at least once.',
        unit: 'count',
        order: IMAGES_FIRST,
      },
    },
  },
};
