/** What `_extra=` may add to a table's JSON, and what each is. */
export const EXTRAS = {
  count: 'How many rows match, whatever the page.',
  count_truncated: 'Whether the count is only a lower bound.',
  facet_results: 'The facets asked for.',
  facets_timed_out: 'The facets that took too long.',
  suggested_facets: 'Columns that would make useful facets.',
  human_description_en: 'The question as an English sentence.',
  sentence: 'The question as the pages say it, without its number.',
  columns: 'The columns of the rows.',
  all_columns: 'Every column of the table.',
  primary_keys: 'The key columns.',
  column_details: 'Type, default and place in the key of every column.',
  expandable_columns: 'Linked columns that can show a label.',
  query: 'The SQL of the page and its values.',
  metadata: 'What is declared about the table.',
  is_view: 'Whether it is a view.',
  table: 'The table’s name.',
  database: 'The dataset’s name.',
  extras: 'This list.',
  next_url: 'Where the next page is.',
  private: 'Whether others may not see it: never.',
} as const;

export type Extra = keyof typeof EXTRAS;
