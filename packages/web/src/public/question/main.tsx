import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../public.css';
import { firstWords } from '../language.ts';
import { QuestionApp } from './QuestionApp.tsx';

const first = await firstWords();
createRoot(document.getElementById('app')!).render(
  <StrictMode>
    <QuestionApp first={first} />
  </StrictMode>,
);
