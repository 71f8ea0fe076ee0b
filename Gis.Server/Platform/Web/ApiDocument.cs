using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Gis.Server.Platform.Web;

/// <summary>The OpenAPI document of the routes. The viewer's types are made from it, so it says what the types of C# leave open.</summary>
internal static class ApiDocument
{
    private const int LonLat = 2;

    public static void AddApiDocument(this IServiceCollection services) =>
        services.AddOpenApi(options =>
        {
            options.AddDocumentTransformer((document, _, _) =>
            {
                // Where it was asked for is no part of what it says.
                document.Servers?.Clear();
                return Task.CompletedTask;
            });
            options.AddSchemaTransformer((schema, context, _) =>
            {
                Describe(schema, context);
                return Task.CompletedTask;
            });
        });

    private static void Describe(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        var type = context.JsonTypeInfo.Type;
        WriteNumbersAsNumbers(schema);
        if (type == typeof(DateTimeOffset) || type == typeof(DateTimeOffset?))
        {
            schema.Type = type == typeof(DateTimeOffset) ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null;
            schema.Format = "date-time";
        }
        else if (type == typeof(JsonElement) || type == typeof(IReadOnlyDictionary<string, object>))
        {
            schema.Type = JsonSchemaType.Object;
            schema.AdditionalProperties = new OpenApiSchema();
        }
        else if (type == typeof(IReadOnlyList<double[]>) && schema.Items is OpenApiSchema pair)
        {
            pair.MinItems = pair.MaxItems = LonLat;
        }

        RequireWhatIsOnlyWritten(schema, context.JsonTypeInfo);
        if (AllowedValuesOf(context) is { } allowed)
        {
            NameValues(schema.Items as OpenApiSchema ?? schema, allowed);
        }
    }

    /// <summary>A property that no constructor takes, as one that is inherited, is never read and so always there.</summary>
    private static void RequireWhatIsOnlyWritten(OpenApiSchema schema, JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(property => property.AssociatedParameter is null && schema.Properties?.ContainsKey(property.Name) == true))
        {
            (schema.Required ??= new HashSet<string>()).Add(property.Name);
        }
    }

    /// <summary>The reader also takes a number in quotes; nobody needs to know.</summary>
    private static void WriteNumbersAsNumbers(OpenApiSchema schema)
    {
        if (schema.Type is { } type && (type.HasFlag(JsonSchemaType.Integer) || type.HasFlag(JsonSchemaType.Number)))
        {
            schema.Type = type & ~JsonSchemaType.String;
            schema.Pattern = null;
        }
    }

    private static AllowedValuesAttribute? AllowedValuesOf(OpenApiSchemaTransformerContext context) =>
        context.JsonPropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(AllowedValuesAttribute), inherit: true)
            .Cast<AllowedValuesAttribute>()
            .SingleOrDefault();

    private static void NameValues(OpenApiSchema schema, AllowedValuesAttribute allowed)
    {
        schema.Enum = [.. allowed.Values.Select(value => JsonValue.Create(value)!)];
        if (schema.Type is { } type && type.HasFlag(JsonSchemaType.Null))
        {
            schema.Enum.Add(JsonNullSentinel.JsonNull);
        }
    }
}
