using System.Text.Json;
using Gis.Tiles.SensorThings.Query;

namespace Gis.Tiles.SensorThings;

/// <summary>Writes entities as the JSON of SensorThings.</summary>
internal sealed class StaWriter(Utf8JsonWriter json, string root)
{
    public void Item(StaEntity entity, StaItem item, StaOptions asked)
    {
        json.WriteStartObject();
        if (asked.Select is null)
        {
            Id(entity, item.Key);
            json.WriteString("@iot.selfLink", AddressOf(entity, item.Key));
        }
        else if (asked.Select.Contains("id"))
        {
            Id(entity, item.Key);
        }

        var properties = entity.Properties.Where(property => asked.Selects(property.Name)).Zip(item.Properties);
        foreach (var (property, value) in properties)
        {
            json.WritePropertyName(property.Name);
            json.WriteRawValue(value ?? "null", skipInputValidation: true);
        }

        foreach (var navigation in entity.Navigations)
        {
            var link = $"{AddressOf(entity, item.Key)}/{navigation.Name}";
            if (asked.Selects(navigation.Name))
            {
                json.WriteString($"{navigation.Name}@iot.navigationLink", link);
            }

            if (item.Expanded.TryGetValue(navigation.Name, out var page))
            {
                Inside(navigation, page, link, asked.Expand.First(expansion => expansion.Navigation == navigation).Options);
            }
        }

        json.WriteEndObject();
    }

    /// <summary>A set: how many, the entities, and the address of the next page where one follows.</summary>
    public void Set(StaEntity entity, StaPage page, string address, StaOptions asked)
    {
        json.WriteStartObject();
        Members("", page, address, entity, asked, () =>
        {
            json.WriteStartArray("value");
            Items(entity, page, asked);
            json.WriteEndArray();
        });
        json.WriteEndObject();
    }

    public void References(StaEntity entity, StaPage page, string address, StaOptions asked)
    {
        json.WriteStartObject();
        Members("", page, address, entity, asked, () =>
        {
            json.WriteStartArray("value");
            foreach (var item in page.Items)
            {
                Reference(entity, item);
            }

            json.WriteEndArray();
        });
        json.WriteEndObject();
    }

    public void Reference(StaEntity entity, StaItem item)
    {
        json.WriteStartObject();
        json.WriteString("@iot.selfLink", AddressOf(entity, item.Key));
        json.WriteEndObject();
    }

    /// <summary>Observations as arrays, one for each run of the same datastream (OGC 18-088, 12.1).</summary>
    public void DataArrays(StaEntity entity, StaPage page, string address, StaOptions asked)
    {
        var withId = asked.Selects("id");
        string[] components = [.. withId ? (string[])["id"] : [], .. entity.Properties.Where(property => asked.Selects(property.Name)).Select(property => property.Name)];
        json.WriteStartObject();
        Members("", page, address, entity, asked, () =>
        {
            json.WriteStartArray("value");
            for (var start = 0; start < page.Items.Count;)
            {
                var stream = page.Items[start].Key.Number;
                var run = page.Items.Skip(start).TakeWhile(item => item.Key.Number == stream).ToList();
                DataArray(components, withId, stream!.Value, run);
                start += run.Count;
            }

            json.WriteEndArray();
        });
        json.WriteEndObject();
    }

    private void DataArray(string[] components, bool withId, long stream, List<StaItem> run)
    {
        json.WriteStartObject();
        json.WriteString("Datastream@iot.navigationLink", $"{root}/{new StaKey(stream, null, null).Address(StaModel.ByName["Datastream"])}");
        json.WriteStartArray("components");
        foreach (var component in components)
        {
            json.WriteStringValue(component);
        }

        json.WriteEndArray();
        json.WriteNumber("dataArray@iot.count", run.Count);
        json.WriteStartArray("dataArray");
        foreach (var item in run)
        {
            json.WriteStartArray();
            if (withId)
            {
                json.WriteStringValue(item.Key.Text);
            }

            foreach (var value in item.Properties)
            {
                json.WriteRawValue(value ?? "null", skipInputValidation: true);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void Inside(StaNavigation navigation, StaPage page, string link, StaOptions asked)
    {
        if (navigation.IsMany)
        {
            Members(navigation.Name, page, link, navigation.Entity, asked, () =>
            {
                json.WriteStartArray(navigation.Name);
                Items(navigation.Entity, page, asked);
                json.WriteEndArray();
            });
        }
        else if (page.Items is [var one])
        {
            json.WritePropertyName(navigation.Name);
            Item(navigation.Entity, one, asked);
        }
        else
        {
            json.WriteNull(navigation.Name);
        }
    }

    private void Members(string name, StaPage page, string address, StaEntity entity, StaOptions asked, Action content)
    {
        if (page.Count is { } count)
        {
            json.WriteNumber($"{name}@iot.count", count);
        }

        content();
        if (page.HasMore && page.Items is [.., var last])
        {
            var token = new SkipToken(last.Sort).Text(entity, asked.Order);
            json.WriteString($"{name}@iot.nextLink", $"{address}?{asked.Written}{(asked.Written.Length > 0 ? "&" : "")}$skiptoken={token}");
        }
    }

    private void Items(StaEntity entity, StaPage page, StaOptions asked)
    {
        foreach (var item in page.Items)
        {
            Item(entity, item, asked);
        }
    }

    private void Id(StaEntity entity, StaKey key)
    {
        if (entity.HasNumber)
        {
            json.WriteNumber(StaEntity.Id, key.Number!.Value);
        }
        else
        {
            json.WriteString(StaEntity.Id, key.Text);
        }
    }

    private string AddressOf(StaEntity entity, StaKey key) => $"{root}/{key.Address(entity)}";
}
