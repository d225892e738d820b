import { signalCheck } from "../signal-check";
import { firstOf, listed } from "../signals/say";

export default signalCheck(
  {
    id: "sign-in-from-unowned-azure-address",
    title: "Nobody signs in from Azure addresses of somebody else",
    faultTitle: "Somebody signed in to Azure management from an Azure address that is not ours",
    severity: "high",
    why: "The attackers of Microsoft's report work from machines in Azure, in tenants of their own or of other victims. People sign in from offices and homes, which are no Azure addresses.",
    fix: "Ask the person. If a service works for them there, such as a hosted desktop, name its addresses under ownedAddresses; else revoke the sessions, reset the password, and look for what the account did since.",
    control: "signin-from-unowned-azure-ip",

    log: "signIns",
    attack: "T1078.004",
    answers: ["AL-03", "RE-13", "RE-18"],
    grain: "origins",
    // Programs work in Azure as a matter of course, and so does the Cloud Shell, whose tokens are not got interactively.
    where: { result: ["done"], signInType: ["interactiveUser"] },
    judgement: { is: "any", by: ["principal"] },
    unwatched: "No workspace knows which addresses are Azure's, nor which of them are the tenant's own.",
    say: answers =>
      `signed in to Azure management from ${listed(answers, "address")}, of Azure and not the tenant's own, from ${firstOf(answers)} on`,
  },
  {
    needs: ["azureRanges", "ownAddresses"],
    only:
      ({ azureRanges, ownAddresses }) =>
      ({ key: { address = "" } }) =>
        azureRanges.has(address) && !ownAddresses.has(address),
    also:
      ({ ownAddresses }) =>
      () =>
        ownAddresses.whole
          ? {}
          : { unknown: "it signed in from an address of Azure, and not all of the tenant's own addresses were read" },
  },
);
