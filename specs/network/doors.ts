/** The clients of the lesson: pods with role=reader or role=guest, in the lesson's namespace or in that of its partners. */
export const clients = ['reader', 'guest', 'reader of partners', 'guest of partners'] as const;

export type ClientName = (typeof clients)[number];

/** The pods that the policies of doors are about, and one that none is to open. */
export type ServerName = 'blue' | 'green' | 'vault' | 'bystander';

/** A port of a server, and who may come in there. */
export interface Door {
  server: ServerName;
  port: number;
  /** `by address`: whoever has an address outside of {@link keptOut}. */
  open: readonly ClientName[] | 'by address';
}

/** The namespace of the partners: its name, and the label by which policies choose it. */
export const partners = { name: 'partner', labels: { team: 'partner' } } as const;

/** Addresses that the door 8005 does not let in. */
export const keptOut = { address: '10.244.1.0', prefix: 24 } as const;

/** What the policies are to make of the doors, by the rule that each shows. */
export const doorsOf = {
  closed: [{ server: 'vault', port: 8000, open: [] }],
  byLabel: [{ server: 'blue', port: 8001, open: ['reader'] }],
  byNamespace: [{ server: 'blue', port: 8002, open: ['reader of partners', 'guest of partners'] }],
  inOne: [{ server: 'blue', port: 8003, open: ['reader of partners'] }],
  inTwo: [{ server: 'blue', port: 8004, open: ['reader', 'reader of partners', 'guest of partners'] }],
  byAddress: [{ server: 'blue', port: 8005, open: 'by address' }],
  named: [
    { server: 'blue', port: 8080, open: clients },
    { server: 'blue', port: 8081, open: [] },
    { server: 'green', port: 8080, open: [] },
    { server: 'green', port: 8081, open: clients },
  ],
  range: [
    { server: 'blue', port: 9001, open: clients },
    { server: 'blue', port: 9002, open: clients },
    { server: 'blue', port: 9003, open: clients },
    { server: 'blue', port: 9004, open: [] },
  ],
} as const satisfies Record<string, readonly Door[]>;

export type Rule = keyof typeof doorsOf;

/** All rules, in the order in which they are taught. */
export const rules = Object.keys(doorsOf) as Rule[];
