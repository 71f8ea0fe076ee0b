using Microsoft.AspNetCore.Http.Metadata;

namespace Gis.Server.Patches.Field;

/// <summary>Lets a route take one photograph, and one byte more, by which it is seen to be too large.</summary>
internal sealed class PhotoSize : IRequestSizeLimitMetadata
{
    public long? MaxRequestBodySize => PhotoBody.MostBytes + 1;
}
