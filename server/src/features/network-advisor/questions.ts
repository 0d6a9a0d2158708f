/** The plain questions that lead to one of the five situations, and with it to a mode. */

export interface Choice {
  readonly label: string;
  readonly detail: string;
  /** The next question; undefined where the answer decides. */
  readonly next?: Question;
  /** 1 to 5: the number of the situation (networkSituations) that this answer leads to. */
  readonly situation?: number;
}

export interface Question {
  readonly question: string;
  readonly choices: readonly Choice[];
}

const REACHABLE: Question = {
  question: 'Shall machines outside reach the guests?',
  choices: [
    {
      label: 'No, hide them',
      detail: 'The guests reach the LAN and the internet; from outside nobody sees anything but dom0.',
      situation: 4,
    },
    {
      label: 'Yes, with their own addresses',
      detail: "Machines of the LAN talk to the guests directly. The LAN's gateway needs one route for that.",
      situation: 5,
    },
  ],
};

const WHERE: Question = {
  question: 'Where shall the guests live?',
  choices: [
    {
      label: 'On the existing LAN, like any other machine',
      detail: 'You may add addresses there, fixed or by DHCP, and dom0 is connected by cable.',
      situation: 1,
    },
    {
      label: 'On public addresses that a provider has given you',
      detail: 'Each guest, a web or a mail server perhaps, has one of them.',
      situation: 2,
    },
    {
      label: 'On a private network of their own behind dom0',
      detail: 'A new subnet that no other machine is in.',
      next: REACHABLE,
    },
  ],
};

/** The first question; every path from it ends with a situation. */
export const FIRST_QUESTION: Question = {
  question: 'Is there a network that this host is connected to?',
  choices: [
    {
      label: 'Yes, at home, at work or at a provider',
      detail: 'There is a gateway that leads to the internet or to other networks.',
      next: WHERE,
    },
    {
      label: 'No, the host stands alone',
      detail: 'It is perhaps connected to the internet directly; the guests share that connection and stay hidden.',
      situation: 3,
    },
  ],
};
