import { addresses, cast, sandboxTeam } from "../cast";
import { guid } from "../ids";
import { type SignInRecord, signIn } from "../rows/logs";
import type { Stage } from "../stage";

/** How people of Contoso sign in on any day: by a browser, with two factors. */
export const everyday: Omit<SignInRecord, "number" | "at" | "by"> = {
  address: addresses.home,
  requirement: "multiFactorAuthentication",
  userAgent: "Mozilla/5.0 (Windows NT 10.0; Win64; x64)",
  autonomousSystem: 64496,
  country: "NL",
};

/** Sign-ins of the last weeks that are as they should be: the twins Q130 to Q134 and Q167, and what makes other days new. */
export function addSignIns({ graph, ago }: Stage): void {
  graph.signIns.push(
    signIn({ ...everyday, number: 1300, at: ago({ days: 27 }), by: cast.kim }),
    signIn({ ...everyday, number: 1301, at: ago({ days: 26 }), by: cast.noor }),
    ...[25, 3].flatMap((days, i) => [
      signIn({ ...everyday, number: 1302 + i, at: ago({ days }), by: cast.sasha, userAgent: "python-requests/2.32.3" }),
      signIn({ ...everyday, number: 1304 + i, at: ago({ days }), by: cast.theo, protocol: "deviceCode" }),
    ]),
    ...[24, 2].map((days, i) =>
      signIn({ ...everyday, number: 1320 + i, at: ago({ days, hours: 1 }), by: cast.theo, tenant: guid("tenant", 21) }),
    ),
    signIn({ ...everyday, number: 1306, at: ago({ days: 25 }), by: cast.ines }),
    signIn({ ...everyday, number: 1307, at: ago({ days: 1 }), by: cast.ines, address: addresses.otherHome }),
    signIn({ ...everyday, number: 1308, at: ago({ days: 1 }), by: cast.harper, address: addresses.office }),
    ...sandboxTeam.slice(0, 9).map((by, i) =>
      signIn({
        ...everyday,
        ...{ number: 1310 + i, at: ago({ days: 2, minutes: i }), by, address: addresses.office, errorCode: 50126 },
      }),
    ),
  );
}
