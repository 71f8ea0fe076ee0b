import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue';

const leastPx = 220;

/** The width that a chart has, in whole pixels, as its holder grows and shrinks; never too narrow to be read. */
export function useChartWidth(holder: Ref<HTMLElement | null>, firstPx: number): Ref<number> {
  const width = ref(firstPx);
  let observer: ResizeObserver | null = null;
  onMounted(() => {
    observer = new ResizeObserver(([entry]) => {
      if (entry) width.value = Math.max(leastPx, Math.floor(entry.contentRect.width));
    });
    if (holder.value) observer.observe(holder.value);
  });
  onBeforeUnmount(() => observer?.disconnect());
  return width;
}
