/** An image's name as containerd completes it: `busybox:1.37` is `docker.io/library/busybox:1.37`. */
export function fullImageName(name: string): string {
  const [first = '', ...rest] = name.split('/');
  if (rest.length === 0) return `docker.io/library/${name}`;
  return /[.:]/.test(first) || first === 'localhost' ? name : `docker.io/${name}`;
}
