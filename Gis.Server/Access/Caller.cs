namespace Gis.Server.Access;

/// <summary>Whoever is asking: the account and what it was granted. An endpoint takes it as a parameter.</summary>
internal sealed record Caller(
    long AccountId, string Name, string DisplayName, long GrantsVersion, IReadOnlyList<Grant> Grants, string? SessionKey)
{
    /// <summary>The area nodes in which the caller may read things, alarms, incidents and units; for SQL's area_within.</summary>
    public string[] ReadingRoots { get; } = RootsOf(Grants, Roles.Readers);

    /// <summary>Says the same for the same rights; another when any right came, went or ran out.</summary>
    public string RightsKey { get; } = string.Join(';', Grants.Select(GisClaims.Write).Order(StringComparer.Ordinal));

    /// <summary>The area nodes in which the caller holds one of these roles.</summary>
    public string[] Roots(params Role[] roles) => RootsOf(Grants, roles);

    public bool Holds(params IReadOnlyList<Role> roles) => Grants.Any(grant => roles.Contains(grant.Role));

    /// <summary>May read what is registered in this area.</summary>
    public bool MayRead(string areaCode, AreaTree areas) => areas.IsWithin(areaCode, ReadingRoots);

    /// <summary>May act in this area by one of these roles.</summary>
    public bool MayAct(string areaCode, AreaTree areas, params Role[] roles) => areas.IsWithin(areaCode, Roots(roles));

    /// <summary>Binds the parameter of an endpoint; only endpoints that demand a sign-in may ask for it.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return ValueTask.FromResult(GisClaims.CallerOf(context.User));
    }

    private static string[] RootsOf(IReadOnlyList<Grant> grants, IReadOnlyList<Role> roles) =>
        [.. grants.Where(grant => roles.Contains(grant.Role)).Select(grant => grant.AreaCode).Distinct(StringComparer.Ordinal)];
}
