using System.Text;
using System.Xml;
using Microsoft.AspNetCore.Http;

namespace Gis.Tiles.Imagery.Wmts;

/// <summary>A no in the form that WMTS clients read: an exception report (OWS Common 1.1) that says what would be accepted.</summary>
internal sealed record WmtsRefusal(int Status, string Code, string Locator, string Accepted) : IResult
{
    public static WmtsRefusal Missing(string parameter, string accepted) => new(StatusCodes.Status400BadRequest, "MissingParameterValue", parameter, accepted);

    public static WmtsRefusal InvalidValue(string parameter, string accepted) => new(StatusCodes.Status400BadRequest, "InvalidParameterValue", parameter, accepted);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = Status;
        httpContext.Response.ContentType = "application/xml";
        httpContext.Response.Headers.CacheControl = "no-store";
        return httpContext.Response.Body.WriteAsync(Write(), httpContext.RequestAborted).AsTask();
    }

    private byte[] Write()
    {
        var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false), CheckCharacters = false }))
        {
            xml.WriteStartElement("ows", "ExceptionReport", WmtsCapabilities.Ows);
            xml.WriteAttributeString("version", "1.1.0");
            xml.WriteStartElement("Exception", WmtsCapabilities.Ows);
            xml.WriteAttributeString("exceptionCode", Code);
            xml.WriteAttributeString("locator", Locator);
            xml.WriteElementString("ExceptionText", WmtsCapabilities.Ows, $"{Locator} cannot be used as given; accepted is {Accepted}.");
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }
}
