import { Decrypter, Encrypter, generateIdentity, identityToRecipient } from 'age-encryption';

/** A pair of keys of age: whoever has the recipient can encrypt, and only who has the identity can decrypt. */
export interface AgeKeys {
  identity: string;
  recipient: string;
}

/** New keys; they are kept nowhere. */
export async function newAgeKeys(): Promise<AgeKeys> {
  const identity = await generateIdentity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/** Encrypts data for a recipient, as the program age does. */
export async function sealedFor(recipient: string, data: Uint8Array): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return await encrypter.encrypt(data);
}

/** What was encrypted. Throws Error when it was not for this identity, or is no longer what was encrypted. */
export async function openedWith(identity: string, data: Uint8Array): Promise<Uint8Array> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return await decrypter.decrypt(data);
}
