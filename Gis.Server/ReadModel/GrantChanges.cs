namespace Gis.Server.ReadModel;

/// <summary>Tells this process that what some accounts may do has changed; raised by the live feed, and by an act the moment it is stored.</summary>
internal sealed class GrantChanges
{
    public event Action<IReadOnlyCollection<long>>? Changed;

    public void Announce(IReadOnlyCollection<long> accounts) => Changed?.Invoke(accounts);
}
