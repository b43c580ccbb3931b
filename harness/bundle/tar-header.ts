/** Everything in a tar archive begins at a multiple of this many bytes. */
export const block = 512;

/** Bytes that fill up the last block of a file of this size. */
export function padding(size: number): number {
  return (block - (size % block)) % block;
}

/** What eleven octal digits can say. */
const mostOctal = 0o77777777777;

/**
 * The header of a plain file in a tar archive, by POSIX ("ustar"); a size of 8 GiB and more is written as GNU tar does.
 * It depends on nothing but its arguments, so that a reader can tell whether one is as it was written.
 *
 * @param modifiedAt seconds since 1970
 * @throws RangeError for a name that does not fit
 */
export function tarHeader(name: string, size: number, modifiedAt: number): Buffer {
  if (Buffer.byteLength(name) > 100) throw new RangeError(`a name of more than 100 bytes: ${name}`);
  const header = Buffer.alloc(block);
  header.write(name, 0);
  header.write('0000644\0', 100);
  header.write('0000000\0', 108);
  header.write('0000000\0', 116);
  if (size > mostOctal) {
    header.writeUInt8(0x80, 124);
    header.writeBigUInt64BE(BigInt(size), 128);
  } else {
    header.write(`${octal(size, 11)}\0`, 124);
  }
  header.write(`${octal(modifiedAt, 11)}\0`, 136);
  header.write('        0', 148);
  header.write('ustar\u000000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${octal(sum, 6)}\0 `, 148);
  return header;
}

/** The size in the header of a file with this name; undefined for whatever else these bytes are. */
export function sizeInHeader(header: Buffer, name: string): number | undefined {
  const size = Number.parseInt(header.toString('latin1', 124, 135), 8);
  const modifiedAt = Number.parseInt(header.toString('latin1', 136, 147), 8);
  return Number.isSafeInteger(size) && Number.isSafeInteger(modifiedAt) && tarHeader(name, size, modifiedAt).equals(header) ? size : undefined;
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0');
}
