using Gis.Demo.Land.Changes;
using Gis.Demo.Land.Ground;
using Gis.Demo.Land.Parcels;

namespace Gis.Demo.Land.Pictures;

/// <summary>A window in six bands of 10 m (blue, green, red, near infrared, two of short-wave infrared), reflectance × 10,000, band after band.</summary>
internal static class Reflectance
{
    public const int PixelM = 10;
    public const int Bands = 6;
    private const int Finer = 4;

    private static readonly int[] Crop = [420, 720, 560, 3_300, 1_900, 1_050];
    private static readonly int[] Soil = [900, 1_250, 1_650, 2_250, 2_900, 2_500];
    private static readonly int[] Trees = [300, 520, 400, 2_700, 1_350, 680];
    private static readonly int[] Water = [650, 720, 520, 260, 120, 80];
    private static readonly int[] Built = [1_350, 1_550, 1_750, 2_050, 2_250, 2_100];
    private static readonly int[] Metal = [2_300, 2_400, 2_350, 2_500, 2_400, 2_200];
    private static readonly int[] Cover = [1_800, 2_000, 2_000, 3_000, 2_300, 1_700];

    public static int Side => (int)(LandWindow.SideM / PixelM);

    public static ushort[] Of(WindowLand land, Season season)
    {
        var samples = Side * Finer;
        var who = new int[samples * samples];
        new ParcelMap(land.Parcels, season.HasChanges ? land.Changes : []).Fill(who, samples, -LandWindow.SideM / 2, LandWindow.SideM / 2, (double)PixelM / Finer);
        var bands = new ushort[Bands * Side * Side];
        for (var i = 0; i < Side * Side; i++)
        {
            for (var band = 0; band < Bands; band++)
            {
                var sum = 0f;
                for (var part = 0; part < Finer * Finer; part++)
                {
                    sum += Of(land, season, who[((((i / Side) * Finer) + (part / Finer)) * samples) + ((i % Side) * Finer) + (part % Finer)], band);
                }

                var noise = 1 + (0.04f * (Grain.At(i, band, season.Seed + 200) - 0.5f));
                bands[(band * Side * Side) + i] = (ushort)Math.Clamp((sum / (Finer * Finer) * noise * Drift(season, band)) + (season.HasChanges ? 40 : 0), 1, 10_000);
            }
        }

        return bands;
    }

    private static float Drift(Season season, int band) => season.HasChanges ? 1.08f - (0.025f * band) : 1;

    private static float Of(WindowLand land, Season season, int who, int band)
    {
        if (who == ParcelMap.Nothing)
        {
            return Water[band];
        }

        if (who >= land.Parcels.Count)
        {
            return land.Changes[who - land.Parcels.Count].Story.Look switch
            {
                Look.Works or Look.Houses => (0.6f * Metal[band]) + (0.4f * Built[band]),
                Look.Greenhouses => Cover[band],
                Look.Hardened or Look.Road => Built[band],
                Look.Saplings => (0.75f * Soil[band]) + (0.25f * Trees[band]),
                _ => Soil[band],
            };
        }

        var parcel = land.Parcels[who];
        var seed = parcel.Number;
        if (parcel.Class.IsCultivated)
        {
            // As in the picture, a third bears another crop a year later; most of it green, some bare.
            var year = Grain.At(seed, 3, 101) < 0.34f ? season.Seed : 0;
            var green = 0.35f + (0.6f * Grain.At(seed, 2, 103 + year));
            return (green * Crop[band]) + ((1 - green) * Soil[band]);
        }

        var tint = 0.9f + (0.2f * Grain.At(seed, 4, 107));
        return tint * (parcel.Class.Code switch
        {
            "0201" => (0.6f * Trees[band]) + (0.4f * Soil[band]),
            "0301" or "0305" or "0307" or "0810" => Trees[band],
            "0404" => (0.4f * Crop[band]) + (0.6f * Soil[band]),
            "1101" or "1102" or "1104" => Water[band],
            "1105" or "1107" => (0.5f * Water[band]) + (0.5f * Soil[band]),
            "1202" => Cover[band],
            "0602" or "1206" => Soil[band] * 1.1f,
            "0601" or "0604" => (0.5f * Metal[band]) + (0.5f * Built[band]),
            _ => Built[band],
        });
    }
}
