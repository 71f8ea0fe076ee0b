import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { gisApi } from '../api/gis-api';
import type { LayerStyle } from '../api/types';
import { i18n } from '../i18n/i18n';
import { layersOf, startRecipe, type StyleLayer } from '../state/layer-style';
import { draftStyle } from '../state/workspace';
import StyleEditor from './StyleEditor.vue';

const stored = (layers: readonly unknown[]): LayerStyle => ({
  id: 'plain',
  version: 3,
  titleZh: '面',
  titleEn: 'Areas',
  isDefault: true,
  layers,
  changedAt: '2026-11-22T05:00:00Z',
  changedBy: 'wei',
});

let shown: VueWrapper | null = null;
async function open(base: LayerStyle | null): Promise<VueWrapper> {
  shown = mount(StyleEditor, {
    props: {
      layer: 'parcels',
      kind: 'polygon',
      base,
      taken: base ? [base.id] : [],
      title: { titleZh: '地块', titleEn: 'Parcels' },
    },
    global: { plugins: [i18n] },
    attachTo: document.body,
  });
  await flushPromises();
  return shown;
}
/** Writes a text, and waits until it is judged: what was judged before may still stand there. */
const write = async (editor: VueWrapper, text: string, fault?: string): Promise<void> => {
  await editor.get('[data-testid=style-json]').setValue(text);
  await vi.waitFor(async () => {
    await flushPromises();
    const alert = editor.find('[role=alert]');
    const isDisabled = editor.get('[data-testid=style-save]').attributes('disabled') !== undefined;
    if (isDisabled !== alert.exists() || (alert.exists() ? !fault || !alert.text().includes(fault) : fault))
      throw new Error('not judged yet');
  }, 5000);
};

beforeEach(() => {
  i18n.global.locale.value = 'en';
  vi.spyOn(gisApi, 'layerFields').mockResolvedValue({
    properties: { geometry: {}, class: { type: 'string' }, households: { type: 'number' } },
  });
  vi.spyOn(gisApi, 'layerValues').mockImplementation((_, property) =>
    Promise.resolve({
      property,
      type: 'string',
      looked: 3,
      isPart: false,
      different: 2,
      values: [
        { value: 'a', count: 2 },
        { value: 'b', count: 1 },
      ],
      percentiles: property === 'households' ? Array.from({ length: 101 }, (_, n) => n) : null,
    } as never),
  );
});
afterEach(() => {
  shown?.unmount();
  draftStyle.value = null;
  vi.restoreAllMocks();
});

describe('the editor of a style', () => {
  it('tries out on the map what is chosen, by the values of the data', async () => {
    const editor = await open(null);
    expect(draftStyle.value?.map((layer) => layer.id)).toEqual(['areas', 'lines']);

    await editor.get('[data-testid=style-mode-category]').trigger('click');
    await flushPromises();
    expect((draftStyle.value?.[0]?.paint?.['fill-color'] as unknown[]).slice(0, 3)).toEqual([
      'match',
      ['to-string', ['get', 'class']],
      'a',
    ]);

    await editor.get('[data-testid=style-mode-class]').trigger('click');
    await flushPromises();
    expect(JSON.stringify(draftStyle.value?.[0]?.paint?.['fill-color'])).toContain(
      '"step",["to-number",["get","households"],0]',
    );
  });

  it('stores a new style under a name from its title, and a known one on the ground of its version', async () => {
    const save = vi.spyOn(gisApi, 'saveStyle').mockResolvedValue(undefined);
    const editor = await open(null);
    await editor.get('form').trigger('submit');
    await flushPromises();
    expect(save.mock.calls[0]!.slice(0, 2)).toEqual(['parcels', 'parcels']);
    expect(save.mock.calls[0]![3]).toBe(0);
    editor.unmount();

    await open(stored(layersOf(startRecipe('polygon'), 'polygon')));
    await shown!.get('form').trigger('submit');
    await flushPromises();
    expect(save.mock.calls[1]!.slice(0, 2)).toEqual(['parcels', 'plain']);
    expect(save.mock.calls[1]![3]).toBe(3);
  });

  it('takes JSON, and says where it can not', async () => {
    const by = [{ id: 'hand', type: 'fill', paint: { 'fill-color': 'teal' } }];
    const editor = await open(stored(by));
    expect(editor.find('[data-testid=style-json]').exists()).toBe(true);

    await write(editor, '[{"id": "a", "type": "fill", "paint": {"fill-opacity": 7}}]', 'fill-opacity');
    expect(editor.get('[role=alert]').text()).toContain('fill-opacity');
    expect(editor.get('[data-testid=style-save]').attributes('disabled')).toBeDefined();
    await write(editor, '[{', 'no JSON');
    expect(editor.get('[role=alert]').text()).toContain('no JSON');

    await write(
      editor,
      JSON.stringify({ version: 8, layers: [{ id: 'b', type: 'line', source: 'x', 'source-layer': 'y' }] }),
    );
    expect(editor.find('[role=alert]').exists()).toBe(false);
    expect(draftStyle.value).toEqual([{ id: 'b', type: 'line' }] satisfies StyleLayer[]);
  });

  it('leaves the map as it was when it is closed', async () => {
    const editor = await open(null);
    expect(draftStyle.value).not.toBeNull();
    editor.unmount();
    expect(draftStyle.value).toBeNull();
  });
});
