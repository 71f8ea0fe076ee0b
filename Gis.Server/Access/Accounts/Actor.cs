namespace Gis.Server.Access.Accounts;

/// <summary>Who changes accounts: a person, or somebody at the machine's own prompt.</summary>
internal sealed record Actor(long? Account, string Name)
{
    public static Actor Prompt { get; } = new(null, Trail.Prompt);

    public static Actor Of(Caller caller) => new(caller.AccountId, caller.Name);
}
