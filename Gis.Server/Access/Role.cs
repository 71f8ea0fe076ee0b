namespace Gis.Server.Access;

/// <summary>What a person is to the system within an area.</summary>
internal enum Role
{
    /// <summary>Watches: alarms, and incidents made from them.</summary>
    Inspector,

    /// <summary>Leads: incidents, orders, units.</summary>
    Commander,

    /// <summary>Reads.</summary>
    Officer,

    /// <summary>Registers things and people; no acts in the field.</summary>
    Administrator,

    /// <summary>Another department: granted layers only.</summary>
    Guest,
}
