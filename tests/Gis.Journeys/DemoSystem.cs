namespace Gis.Journeys;

/// <summary>The demo province with units that hurry, of which every other refuses.</summary>
public sealed class DemoSystem : SharedSystem
{
    // Every other unit refuses all orders, so that a refusal is sure to be met; and five hours of road to the remotest outfall take a minute and a half.
    public static IReadOnlyList<string> Refusing { get; } =
    [
        .. from kind in (string[])["mon", "enf", "fire", "haz", "med", "uti", "pol"]
           from number in (int[])[1, 3, 5, 7, 9, 11]
           select FormattableString.Invariant($"{kind}-{number:D2}"),
    ];

    protected override Task<RunningSystem> UpAsync() => RunningSystem.UpAsync(new Dictionary<string, string>
    {
        ["GIS_DEMO_REFUSING"] = string.Join(',', Refusing),
        ["GIS_DEMO_DRIVE_FACTOR"] = "200",

        // Half a minute of pictures for each system that nobody looks at.
        ["GIS_DEMO_LAND"] = "none",
    });
}
