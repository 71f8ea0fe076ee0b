namespace Gis.Server.Rules;

/// <summary>What acts are kept one after another on; each is the class of an advisory lock that ends with its transaction.</summary>
internal enum ActLock
{
    Unit = 4491,
    Incident = 4492,
    Alarm = 4493,
    IncidentNumber = 4494,
    Registration = 4495,
    Device = 4496,
    AccessRequest = 4535,
    Sheet = 4536,
    Patch = 4540,
    PatchBatch = 4541,
    ChangeJob = 4544,
    PatchCase = 4546,
}
