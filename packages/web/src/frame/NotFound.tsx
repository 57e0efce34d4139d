import { Link } from '@tanstack/react-router';
import { usePageTitle } from '../components/page-title.ts';
import { useWords } from '../language/language.tsx';

export function NotFound() {
  const { notFound } = useWords();
  usePageTitle(notFound.title);
  return (
    <div className="w-narrow">
      <h1>{notFound.title}</h1>
      <p>{notFound.text}</p>
      <p>
        <Link to="/" className="w-button w-button-main">
          {notFound.back}
        </Link>
      </p>
    </div>
  );
}
