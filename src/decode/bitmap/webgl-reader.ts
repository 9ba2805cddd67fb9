import { BITMAP_OPTIONS } from './decode-bitmap.ts';
import type { PieceReader } from './piece-reader.ts';
import { drawable, surface } from './surface.ts';

/**
 * Reads pixels with their colours unharmed by opacity: a texture, unlike a canvas, holds straight alpha, and a
 * framebuffer gives its bytes back unchanged. For an ImageBitmap the two unpack flags are fixed by how it was
 * made (WebGL 1.0, 5.14.8); they are set all the same, for browsers that asked them before that was written.
 *
 * @returns null where there is no WebGL or it does not do what is said here; the answer to a probe decides.
 */
export function webglReader(bitmap: ImageBitmap): PieceReader | null {
  const canvas = surface(1, 1);
  const gl = drawable(canvas).getContext('webgl2');
  if (!gl) return null;
  gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
  gl.pixelStorei(gl.UNPACK_COLORSPACE_CONVERSION_WEBGL, gl.NONE);
  gl.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, false);
  gl.pixelStorei(gl.PACK_ALIGNMENT, 1);
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());

  const readBack = (source: ImageBitmap | ImageData, width: number, height: number): Uint8Array | null => {
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, gl.RGBA, gl.UNSIGNED_BYTE, source);
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
    if (gl.checkFramebufferStatus(gl.FRAMEBUFFER) !== gl.FRAMEBUFFER_COMPLETE) return null;
    const out = new Uint8Array(width * height * 4);
    gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, out);
    return gl.getError() === gl.NO_ERROR ? out : null;
  };
  const close = (): void => {
    gl.getExtension('WEBGL_lose_context')?.loseContext();
  };

  const probe = new ImageData(Uint8ClampedArray.from([10, 200, 30, 0, 250, 3, 128, 1]), 2, 1);
  if (readBack(probe, 2, 1)?.join() !== probe.data.join()) {
    close();
    return null;
  }
  return {
    async read(x, y, width, height) {
      const piece = await createImageBitmap(bitmap, x, y, width, height, BITMAP_OPTIONS);
      try {
        const out = readBack(piece, width, height);
        if (!out) throw new RangeError('no memory for a texture');
        return out;
      } finally {
        piece.close();
      }
    },
    close,
  };
}
