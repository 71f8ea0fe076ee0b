using Gis.Server.Access;
using Gis.Server.Rules;

namespace Gis.Server.Land;

/// <summary>The door of the patch store for a slice that found patches itself: the same that uploaded files take.</summary>
internal interface IPatchIntake
{
    /// <summary>Is there a batch of this code in the area already?</summary>
    Task<bool> HasBatchAsync(string areaCode, string code, CancellationToken cancellationToken);

    /// <summary>Makes a batch of the file, and has it compared with the one map; or says why the file cannot be one.</summary>
    Task<Result<PatchesEntered>> TakeAsync(DetectedPatches wish, string file, Caller by, CancellationToken cancellationToken);
}
