/** The page at `/`: each version has a colour of its own, so that a room sees which one answered. */
export function page(version: string, pod: string): string {
  const colour = version.startsWith('2') ? '#2e7d32' : '#1565c0';
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>koa-sample-ap ${escape(version)}</title>
<body style="background:${colour};color:#fff;font:2rem sans-serif;display:grid;place-content:center;height:90vh">
<h1>koa-sample-ap ${escape(version)}</h1>
<p>${escape(pod)}</p>
</body>
</html>
`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
