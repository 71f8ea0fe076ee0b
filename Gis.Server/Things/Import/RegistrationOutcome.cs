namespace Gis.Server.Things.Import;

/// <summary>Either what was registered, or every fault; never some of both.</summary>
internal sealed record RegistrationOutcome(Registered? Registered, IReadOnlyList<ImportFault> Faults)
{
    /// <summary>Datastreams that things got which were registered already.</summary>
    public int DatastreamsAdded { get; init; }
}
