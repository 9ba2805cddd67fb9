/** What a file may be called that somebody else has named. */
export const HOSTILE_NAMES: readonly string[] = [
  '<img src=x onerror="window.hacked = 1">.png',
  '"><script>window.hacked = 1</script>.png',
  "' onload='window.hacked = 1' x='.png",
  '</style><svg onload=window.hacked=1>.png',
  'javascript:window.hacked=1.png',
  '&lt;b&gt;&amp;.png',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is text and stays text.
  '${window.hacked=1}{{window.hacked=1}}.png',
  'photograph\u202egnp.exe',
  'line\nbreak\tand\u0000null\u0007.png',
  '../../../etc/passwd.png',
  'C:\\Windows\\con.png',
  `${'long'.repeat(74)}.png`,
  `${'wide 名前 '.repeat(40)}.png`,
  '\u{1f408}\u200d\u{1f5a4}.png',
  '.png',
  ' ',
];
