/** Tables under server/facts are bundled as text; esbuild's `text` loader and the tests' plugin give their content. */
declare module '*.tsv' {
  const text: string;
  export default text;
}
