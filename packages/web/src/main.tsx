import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { applyTheme, keptTheme } from './frame/theme.ts';
import { LanguageProvider, loadWords } from './language/language.tsx';
import { takeLinkToken } from './login/link-token.ts';
import { makeRouter } from './router.tsx';
import { makeQueries } from './server.ts';
import './style/theme.css';
import './style/base.css';
import './style/components.css';
import './style/frame.css';
import './style/list.css';
import './style/talk.css';
import './style/plan.css';
import './style/settings.css';
import './style/table.css';
import './style/keeping.css';
import './style/oversight.css';
import './style/rights.css';
import './style/start.css';

takeLinkToken();
applyTheme(keptTheme());
const first = await loadWords();
const queries = makeQueries();
createRoot(document.getElementById('app')!).render(
  <StrictMode>
    <LanguageProvider first={first}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={makeRouter()} />
      </QueryClientProvider>
    </LanguageProvider>
  </StrictMode>,
);
