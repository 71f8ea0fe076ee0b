namespace Gis.Server.Things.Import;

/// <summary>Either what was registered, or every fault; never some of both.</summary>
internal sealed record RegistrationOutcome(Registered? Registered, IReadOnlyList<ImportFault> Faults);
