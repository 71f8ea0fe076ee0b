namespace Gis.Ingest.Tests.Hj212;

/// <summary>Registers the devices that speak in the recorded samples.</summary>
internal static class SampleDevices
{
    private static readonly string[] Codes =
    [
        "w00000", "w01001", "w01010", "w01018", "w21003", "w21011", "w21001", "a00000", "a21026", "a21002", "a34013", "a19001", "a01012",
        "a34004", "a34002", "a21004", "a21005", "a05024", "a01001", "a01002", "a01007", "a01008",
    ];

    public static async Task<long> AddSampleDeviceAsync(this IngestRig rig, string mn)
    {
        var thing = await rig.AddThingAsync("outfall_water", "mn", mn, Codes);
        foreach (var code in Codes)
        {
            await rig.AddStreamAsync(thing, code, 600);
            await rig.AddStreamAsync(thing, code, 86_400);
        }

        foreach (var code in new[] { "L5", "L10", "L50", "L90", "L95", "Leq", "LMx", "LMn" })
        {
            await rig.AddStreamAsync(thing, code, 600);
        }

        return thing;
    }
}
