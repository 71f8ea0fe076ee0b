namespace Gis.Server.Access.Accounts;

/// <summary>Which accounts an administrator may touch: those whose every grant lies in his own areas.</summary>
internal sealed class AccountScope(AreaTree areas)
{
    public bool Holds(Caller caller, AccountRow account) =>
        account.Grants.All(grant => caller.MayAct(grant.AreaCode, areas, Role.Administrator));

    public bool Holds(Caller caller, Grant grant) => caller.MayAct(grant.AreaCode, areas, Role.Administrator);
}
