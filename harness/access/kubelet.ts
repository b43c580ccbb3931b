import { Agent, request } from 'undici';

/** Milliseconds for one response of a kubelet. */
const deadlineMs = 10_000;

/** What a kubelet responded. */
export interface KubeletResponse {
  status: number;
  body: string;
}

/**
 * Sends one request to a kubelet's own port, past the API server.
 *
 * @param token of who asks; nobody when absent
 * @param url such as `https://172.18.0.3:10250/pods`; a kubelet's certificate is its own, so it is not verified
 * @throws what undici throws when there is no response
 */
export async function askKubelet(url: string, token: string | undefined, signal: AbortSignal): Promise<KubeletResponse> {
  const dispatcher = new Agent({ connect: { rejectUnauthorized: false } });
  try {
    const { statusCode, body } = await request(url, {
      dispatcher, signal: AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]),
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    });
    return { status: statusCode, body: await body.text() };
  } finally {
    await dispatcher.close();
  }
}
