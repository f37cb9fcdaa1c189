FROM python:3.13
CMD exec gunicorn --bind :80 app:app
