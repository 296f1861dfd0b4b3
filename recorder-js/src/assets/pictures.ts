import { BLOCK_SELECTOR } from '../privacy/context';

/** The image as the page shows it, outside of anything blocked. */
export function shownImage(document: Document, url: string): HTMLImageElement | null {
  for (const image of Array.from(document.images)) {
    if (image.naturalWidth && image.currentSrc.split('#', 1)[0] === url && !image.closest(BLOCK_SELECTOR)) return image;
  }
  return null;
}

/** Larger pictures would hold the page up when they are drawn. */
const MOST_PIXELS = 4_000_000;

/** Draws what is on the screen: for what can be had only once. @returns null where the browser does not let it be read */
export async function drawn(image: HTMLImageElement, mostBytes: number): Promise<Blob | null> {
  const { naturalWidth: width, naturalHeight: height } = image;
  if (width * height > MOST_PIXELS) return null;
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  canvas.getContext('2d')!.drawImage(image, 0, 0, width, height);
  const written = (type: string) => new Promise<Blob | null>((done) => canvas.toBlob(done, type, 0.9));
  try {
    const exact = await written('image/png');
    return exact && exact.size <= mostBytes ? exact : await written('image/webp');
  } catch {
    // of another origin
    return null;
  }
}
