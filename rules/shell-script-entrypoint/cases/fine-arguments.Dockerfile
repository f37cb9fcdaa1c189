FROM python:3.13
ENTRYPOINT ["python"]
CMD ["tool.py", "run.sh"]
