import { describe, expect, test } from 'vitest';
import { listText, readList, united } from '../../app/_ui/watch/kept-list.ts';
import { countAddress, listLink, listOf, MOST_WATCHED, questionOf } from '../../app/_url/watched.ts';

describe('what may be watched', () => {
  test.each([
    ['/set/images', '/set/images'],
    ['/set/images?_search=a+b&_sort=id&_next=5&_facet=x&aesthetic__gte=6', '/set/images?_search=a+b&aesthetic__gte=6'],
    ['/set/images?_search_text=a&_searchmode=raw&_view=gallery', '/set/images?_search_text=a&_searchmode=raw'],
    ['/s~2Et/t+t?x=', '/s~2Et/t+t?x='],
    ['/-/watch', null],
    ['/set', null],
    ['/set/-', null],
    ['/set/images.json?a=1', null],
    ['/set/images/5', null],
    ['//evil.example/images', null],
    ['/\\evil.example/images', null],
    ['https://evil.example/set/images', null],
    ['', null],
  ])('%s', (address, question) => {
    expect(questionOf(address)).toBe(question);
  });
});

test('what is asked of the server', () => {
  expect(countAddress('/set/images?_search=a+b')).toBe(
    '/set/images.json?_search=a+b&_size=0&_extra=count,count_truncated,sentence',
  );
});

test('a link holds a list: each question once, nothing else', () => {
  const list = ['/set/images?_search=%22a+b%22&x=1%262', '/set/site'];
  expect(listOf(listLink(list).replace('/-/watch', ''))).toEqual(list);
  expect(listOf('#question=/a/b&question=/a/b&question=https://evil.example/&other=/c/d')).toEqual(['/a/b']);
  expect(listOf('')).toEqual([]);
  const many = Array.from({ length: MOST_WATCHED + 5 }, (_, i) => `/set/images?id=${i}`);
  expect(listOf(listLink(many).slice(8))).toHaveLength(MOST_WATCHED);
});

const last = { count: 5, truncated: false, at: '2026-01-02T03:04:05.000Z' };
const entry = (question: string) => ({ question, words: null, last });

describe('a list that is kept', () => {
  test('is read as it was written', () => {
    const list = [entry('/set/images?_search=a'), { question: '/set/site', words: 'Sites', last: null }];
    expect(readList(listText(list))).toEqual(list);
  });

  test.each([
    ['none', 'This is no JSON'],
    ['null', '"questions" is missing'],
    ['{"questions": {}}', '"questions" is missing'],
    ['{"questions": [{"question": "/a/b"}, 5]}', 'Entry 2 is no question'],
    ['{"questions": [{"question": "javascript:alert(1)"}]}', 'Entry 1 is no question'],
  ])('%s is none', (text, why) => {
    expect(() => readList(text)).toThrow(why);
  });

  test('broken numbers and times count as never asked', () => {
    for (const broken of [{ ...last, count: -0.5 }, { ...last, at: 'once' }, 'x', { count: '5', at: last.at }])
      expect(readList(JSON.stringify({ questions: [{ ...entry('/a/b'), last: broken }] }))[0]?.last).toBeNull();
  });

  test('takes others in without losing its own', () => {
    const own = entry('/a/b');
    const list = united([own], [{ ...own, last: null }, entry('/c/d')]);
    expect(list).toEqual([own, entry('/c/d')]);
    const many = Array.from({ length: MOST_WATCHED }, (_, i) => entry(`/a/b?id=${i}`));
    expect(() => united([own], many)).toThrow(`at most ${MOST_WATCHED}`);
  });
});
