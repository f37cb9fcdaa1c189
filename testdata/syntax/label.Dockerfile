FROM a
LABEL a=b c.d="e \
  f" g='h'
LABEL description some words here
