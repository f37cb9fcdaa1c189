FROM python:3.12
RUN /usr/local/bin/pip install flask
CMD /usr/bin/python3 app.py
