using Gis.Tiles.Problems;
using Microsoft.AspNetCore.Http;

namespace Gis.Tiles.Import;

/// <summary>Answers what an import refuses as a problem with its reason.</summary>
internal sealed class ImportRefusals : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (ImportRefusedException refused)
        {
            return new Refusal(refused.Status, refused.Code) { At = refused.Message, RetryAfterSeconds = refused.Status == StatusCodes.Status503ServiceUnavailable ? 30 : null };
        }
    }
}
