/** Turns the stand-alone picture into a PNG in the colours that the panel has now. */

/** Pixels of the file for each CSS pixel of the picture. */
const SHARPNESS = 2;
/** The most pixels on a side that browsers paint. */
const LARGEST = 8192;

/** The PNG as base64. Rejects when the browser cannot read or paint the picture. */
export async function paint(svg: string, themeVariables: readonly string[]): Promise<string> {
  const style = getComputedStyle(document.documentElement);
  const values = themeVariables.map((name) => [name, style.getPropertyValue(name).trim()]).filter(([, value]) => value);
  const theme = `svg{${values.map(([name, value]) => `${name}:${value}`).join(';')}}`;
  // An image sees nothing of the page around it, so the theme goes with it.
  const coloured = svg.replace('<style>', () => `<style>${theme.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}`);
  const [, width = 1, height = 1] = (/ width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? []).map(Number);
  const scale = Math.min(SHARPNESS, LARGEST / Math.max(width, height));
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(coloured)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/png').replace('data:image/png;base64,', '');
}
