/**
 * What is searched and what is indexed is this one expression (law 6).
 *
 * `template.norm(text)` lower-cases, folds accents and turns every run of characters that are neither letters, digits
 * nor combining marks into one space; the simple text search configuration then sees nothing but words. The function
 * is created in the first migration.
 */
export const SEARCH_FUNCTION = 'template.norm';
