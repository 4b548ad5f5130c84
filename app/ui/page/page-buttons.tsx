import { Pagination } from "@shopify/polaris";

export interface PageButtonsProps {
  /** The page that is shown; the first is 0. */
  page: number;
  hasMore: boolean;
  onPage: (page: number) => void;
}

/** Previous and Next below a table with numbered pages; nothing if there is only one page. */
export function PageButtons({ page, hasMore, onPage }: PageButtonsProps) {
  if (page === 0 && !hasMore) return null;
  return (
    <Pagination
      type="table"
      hasPrevious={page > 0}
      onPrevious={() => onPage(page - 1)}
      hasNext={hasMore}
      onNext={() => onPage(page + 1)}
      label={`Page ${page + 1}`}
    />
  );
}
