import { Button } from "#components/ui/button.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { formatNumber } from "#lib/format/numbers.ts";

type LoadMoreProps = { shown: number; onLoadMore: () => void; isLoading: boolean };

export function LoadMore({ shown, onLoadMore, isLoading }: LoadMoreProps) {
  return (
    <div className="mt-3 flex flex-wrap items-center justify-center gap-3 text-xs text-soft">
      <span role="status">{isLoading ? "Loading more…" : `First ${formatNumber(shown)} shown`}</span>
      <Button size="sm" disabled={isLoading} onClick={onLoadMore}>
        {isLoading ? <Spinner /> : null}
        <span>Load more</span>
      </Button>
    </div>
  );
}
