using System.Security.Claims;
using Gis.Server.Access;
using Gis.Tiles;
using NetTopologySuite.Geometries;
using Npgsql;

namespace Gis.Server.Patches.Cases;

/// <summary>Finds the picture by which somebody wants to prove a case, as the light table offers it to him, and looks how much of the patch it shows.</summary>
internal sealed class ProofScenes(NpgsqlDataSource store, IPictureBook book)
{
    /// <summary>Null where there is no such picture over the patch that the caller may see, or no such patch where he is an officer.</summary>
    public async Task<ProofScene?> FindAsync(long patch, string? layer, DateTimeOffset? at, Caller caller, ClaimsPrincipal person, CancellationToken cancellationToken)
    {
        if (layer is null || at is not { } time)
        {
            return null;
        }

        DatedPicture? picture;
        Geometry? outline;
        string? hash;
        await using (var connection = await store.OpenConnectionAsync(cancellationToken))
        {
            outline = await CaseReader.OutlineAsync(connection, patch, caller.Roots(Role.Officer), cancellationToken);
            picture = outline is null ? null : await book.FindAsync(person, layer, time, outline.EnvelopeInternal, cancellationToken);
            hash = picture is null ? null : await CaseReader.HashOfAsync(connection, picture.Id, cancellationToken);
        }

        if (picture is null || hash is null)
        {
            return null;
        }

        var shown = picture.Covers ? await book.MeasureShownAsync(picture, outline!, cancellationToken) : null;
        return new ProofScene(picture.Layer, picture.At, picture.Sensor, picture.CloudPercent, picture.ResolutionM, hash, picture.Covers, shown);
    }
}
