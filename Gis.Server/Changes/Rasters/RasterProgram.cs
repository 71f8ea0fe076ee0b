using Gis.Server.Platform.Gdal;

namespace Gis.Server.Changes.Rasters;

/// <summary>Runs one of GDAL's programs on the images of a comparison: what it refuses is what is refused to the person who asked.</summary>
internal static class RasterProgram
{
    /// <summary>What the program wrote; throws <see cref="ChangesRefusedException"/> with its own words when it fails.</summary>
    public static async Task<string> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        try
        {
            return await GdalProgram.RunAsync(program, arguments, cancellationToken);
        }
        catch (GdalFailedException e)
        {
            throw new ChangesRefusedException(e.Message, e);
        }
    }
}
